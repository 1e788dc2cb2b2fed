import { join } from 'node:path';
import ts from 'typescript';

/** What `tsconfig.build.json` says. */
export function buildOptions(): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  return ts.getParsedCommandLineOfConfigFile(join(__dirname, '..', 'tsconfig.build.json'), {}, host) as ts.ParsedCommandLine;
}
