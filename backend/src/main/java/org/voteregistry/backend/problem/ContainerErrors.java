package org.voteregistry.backend.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the servlet container refuses before any controller sees it becomes a problem, too. */
@RestController
@Hidden
class ContainerErrors implements ErrorController {
  @RequestMapping("${server.error.path:${error.path:/error}}")
  ResponseEntity<ProblemDetail> error(final HttpServletRequest request) {
    final int status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : ProblemType.NOT_FOUND.status().value();
    final ProblemType type = ProblemType.of(status);
    final ProblemDetail detail = ProblemDetail.forStatus(status);
    detail.setType(type.uri());
    detail.setTitle(type.title());
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(detail);
  }
}
