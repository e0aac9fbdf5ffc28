package org.voteregistry.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.voteregistry.contracts.DeterministicDeployment;
import org.voteregistry.contracts.DeterministicDeployment.DeploymentException;
import org.voteregistry.contracts.VoteRegistry;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.WalletUtils;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.utils.Numeric;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Puts the contracts on a chain and grants roles. */
@Command(
    name = "deploy",
    mixinStandardHelpOptions = true,
    description = {
      "Puts both contracts at their addresses, which are the same on every network.",
      "Repeating it changes nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  client deploy --rpc http://127.0.0.1:8001 --admin-key-file genesis/dev/admin.key",
      "  client deploy --rpc http://127.0.0.1:8001 --admin-key-file admin.key \\",
      "      --grant-recorder 0x... --grant-election-admin 0x..."
    })
final class DeployCommand implements Callable<Integer> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final BigInteger GAS_LIMIT = BigInteger.valueOf(500_000);
  private static final int POLL_MILLIS = 200;
  private static final int POLLS = 300;

  @Option(names = "--rpc", required = true, paramLabel = "URL", description = "JSON-RPC of a node.")
  private URI rpc;

  @Option(
      names = "--admin-key-file",
      required = true,
      paramLabel = "FILE",
      description =
          "File with a private key, 64 hexadecimal digits; that of the genesis' administrator where roles are granted.")
  private Path keyFile;

  @Option(
      names = "--grant-recorder",
      paramLabel = "ADDRESS",
      description = "Account that may record votes.")
  private List<String> recorders = List.of();

  @Option(
      names = "--grant-election-admin",
      paramLabel = "ADDRESS",
      description = "Account that may create and close elections and publish results.")
  private List<String> electionAdmins = List.of();

  @Option(names = "--json", description = "Print the outcome as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    recorders.forEach(DeployCommand::requireAddress);
    electionAdmins.forEach(DeployCommand::requireAddress);
    final Credentials account = InputFile.account(keyFile);
    final Web3j web3j = Web3j.build(new HttpService(rpc.toString()));
    try {
      final long chainId = web3j.ethChainId().send().getChainId().longValueExact();
      final List<String> deployed = DeterministicDeployment.deploy(web3j, account, chainId);
      print(chainId, deployed, grantAll(web3j, account, chainId));
      return ExitCodes.OK;
    } catch (final DeploymentException | TransactionException e) {
      throw new CommandFailed(ExitCodes.CHECK_FAILED, String.valueOf(e.getMessage()));
    } catch (final IOException e) {
      throw new CommandFailed(
          ExitCodes.UNREACHABLE, "%s cannot be reached: %s".formatted(rpc, e.getMessage()));
    } finally {
      web3j.shutdown();
    }
  }

  private static void requireAddress(final String address) {
    if (!WalletUtils.isValidAddress(address)) {
      throw new CommandFailed(
          ExitCodes.USAGE, address + " is not an address: 0x and 40 hexadecimal digits");
    }
  }

  private List<String> grantAll(final Web3j web3j, final Credentials account, final long chainId)
      throws IOException, TransactionException {
    if (recorders.isEmpty() && electionAdmins.isEmpty()) {
      return List.of();
    }
    requireAdministrator(web3j, account);
    final VoteRegistry contract =
        VoteRegistry.load(
            DeterministicDeployment.VOTE_REGISTRY_ADDRESS,
            web3j,
            new RawTransactionManager(web3j, account, chainId, POLLS, POLL_MILLIS),
            new StaticGasProvider(web3j.ethGasPrice().send().getGasPrice(), GAS_LIMIT));
    final List<String> granted = new ArrayList<>();
    for (final String recorder : recorders) {
      grant(contract, "RECORDER_ROLE", recorder, granted);
    }
    for (final String admin : electionAdmins) {
      grant(contract, "ELECTION_ADMIN_ROLE", admin, granted);
    }
    return granted;
  }

  private static void requireAdministrator(final Web3j web3j, final Credentials account)
      throws IOException {
    final Optional<String> admin = DeterministicDeployment.genesisAdmin(web3j);
    if (admin.isEmpty() || !admin.get().equalsIgnoreCase(account.getAddress())) {
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED,
          "only the administrator %s grants roles; the key file's account is %s"
              .formatted(admin.orElse("(none)"), account.getAddress()));
    }
  }

  private static void grant(
      final VoteRegistry contract,
      final String role,
      final String address,
      final List<String> granted)
      throws IOException, TransactionException {
    final byte[] id = Numeric.hexStringToByteArray(Hash.sha3String(role));
    try {
      if (!contract.hasRole(id, address).send()) {
        contract.grantRole(id, address).send();
        granted.add(role + " to " + address);
      }
    } catch (final IOException | TransactionException e) {
      throw e;
    } catch (final Exception e) {
      // web3j declares no narrower type
      throw new CommandFailed(
          ExitCodes.CHECK_FAILED, "%s was not granted: %s".formatted(role, e.getMessage()));
    }
  }

  private void print(final long chainId, final List<String> deployed, final List<String> granted) {
    final PrintWriter out = spec.commandLine().getOut();
    if (json) {
      final Map<String, Object> document = new LinkedHashMap<>();
      document.put("chainId", chainId);
      document.put("voteRegistry", DeterministicDeployment.VOTE_REGISTRY_ADDRESS);
      document.put("anchorRegistry", DeterministicDeployment.ANCHOR_REGISTRY_ADDRESS);
      document.put("deployed", deployed);
      document.put("granted", granted);
      out.println(JSON.writeValueAsString(document));
    } else {
      out.println("chain " + chainId);
      line(out, "VoteRegistry", DeterministicDeployment.VOTE_REGISTRY_ADDRESS, deployed);
      line(out, "AnchorRegistry", DeterministicDeployment.ANCHOR_REGISTRY_ADDRESS, deployed);
      granted.forEach(grant -> out.println("granted " + grant));
    }
    out.flush();
  }

  private static void line(
      final PrintWriter out, final String name, final String address, final List<String> deployed) {
    out.printf("%-14s %s %s%n", name, address, deployed.contains(name) ? "deployed" : "was there");
  }
}
