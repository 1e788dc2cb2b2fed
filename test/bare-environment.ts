/**
 * What a process needs that a test starts with an environment of its own: where programs are, the temporary folder of this run, and whether the CDK
 * judges templates itself.
 */
export function bareEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const kept = ['PATH', 'TMPDIR', 'TMP', 'TEMP', 'CDK_VALIDATION', 'CDK_DISABLE_CLI_TELEMETRY'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), NO_COLOR: '1', ...more };
}
