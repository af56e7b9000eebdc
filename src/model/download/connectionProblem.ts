import { ModelError } from '../errors';
import { codeOf } from '../store/diskProblem';
import { Transient } from './transient';

const certificateCodes =
  /^(?:CERT_|SELF_SIGNED|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/;

/** What it means that a request found no answer, or that an answer broke off. `thrown` is Node's error. */
export function connectionProblem(thrown: unknown, host: string): ModelError | Transient {
  const code = codeOf(thrown) ?? '';
  if (certificateCodes.test(code)) {
    return new ModelError(
      'bad-certificate',
      `${host} shows a certificate that this machine does not trust (${code}).`,
      'Behind a company’s proxy, install its certificate in the system, or see VS Code’s http.* settings.',
      { cause: thrown },
    );
  }
  const reason = thrown instanceof Error && thrown.message !== '' ? thrown.message : code;
  return new Transient(
    new ModelError(
      'no-connection',
      `No connection to ${host}: ${reason}.`,
      'Check the network, and the proxy in VS Code’s http.* settings; what has arrived is kept.',
      { cause: thrown },
    ),
  );
}
