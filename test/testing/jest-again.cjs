const { sep } = require('node:path');
const { buildArgv, runCLI } = require('jest');
const { runAgain } = require('./again.cjs');

runAgain(async (words, folder) => {
  // What the folder configures may have changed.
  for (const path of Object.keys(require.cache)) if (path.startsWith(folder + sep)) delete require.cache[path];
  return (await runCLI(await buildArgv(words), [folder])).results.success;
});
