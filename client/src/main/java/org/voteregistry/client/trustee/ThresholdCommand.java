package org.voteregistry.client.trustee;

import picocli.CommandLine.Command;

/** The threshold protocol, a step a command (specification 3.1.1 and 4.6). */
@Command(
    name = "threshold",
    mixinStandardHelpOptions = true,
    description = {
      "Makes one election key of several trustees, of whom some are enough to decrypt.",
      "The trustees never meet; the administrator passes files between them."
    },
    subcommands = {
      CertificateCommand.class,
      PolynomialCommand.class,
      DealCommand.class,
      ShareCommand.class,
      AssembleCommand.class
    },
    footerHeading = "%nThe steps, for three trustees of whom two are needed:%n",
    footer = {
      "  each trustee   client trustee threshold certificate --key ada.key --out ada.cert",
      "  each trustee   client trustee threshold polynomial --key ada.key \\",
      "                   --certificates ada.cert,bob.cert,eve.cert --threshold 2 --out ada.poly",
      "  administrator  client trustee threshold deal --certificates ada.cert,bob.cert,eve.cert \\",
      "                   --polynomials ada.poly,bob.poly,eve.poly \\",
      "                   --out ada.vinput,bob.vinput,eve.vinput",
      "  each trustee   client trustee threshold share --key ada.key \\",
      "                   --certificates ada.cert,bob.cert,eve.cert --vinput ada.vinput \\",
      "                   --out ada.voutput",
      "  administrator  client trustee threshold assemble \\",
      "                   --certificates ada.cert,bob.cert,eve.cert \\",
      "                   --polynomials ada.poly,bob.poly,eve.poly \\",
      "                   --voutputs ada.voutput,bob.voutput,eve.voutput --out threshold.json",
      "",
      "Everyone names the trustees in the same order. A trustee keeps its key and its voutput:",
      "client trustee decrypt needs both. The files are those of belenios-tool, which can take",
      "any of the steps; several messages in one file stand a line each."
    })
final class ThresholdCommand {}
