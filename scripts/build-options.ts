import { join } from 'node:path';
import ts from 'typescript';

/** What `tsconfig.build.json` says, with these options over its own. */
export function buildOptions(over: ts.CompilerOptions = {}): ts.ParsedCommandLine {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  };
  return ts.getParsedCommandLineOfConfigFile(join(__dirname, '..', 'tsconfig.build.json'), over, host) as ts.ParsedCommandLine;
}
