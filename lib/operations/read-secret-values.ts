import { secretVariableValues } from '@/lib/log/redact/secret-variable-values';
import type { CodeHost } from '@/lib/ports/code-host';

/**
 * The values of the project's CI variables that must not come out of a log; none where the connection may not read them. They
 * are held while one log is read and not stored. Variables of groups and of the instance are not asked for: few may read them.
 */
export async function readSecretValues(host: CodeHost, project: number): Promise<string[]> {
  return secretVariableValues((await host.findVariables(project)) ?? []);
}
