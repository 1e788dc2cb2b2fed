const { buildArgv, runCLI } = require('jest');
const { runAgain } = require('./again.cjs');

runAgain(async (words, folder) => (await runCLI(await buildArgv(words), [folder])).results.success);
