import { parseCLI, startVitest } from 'vitest/node';
import { runAgain } from './again.cjs';

runAgain(async (words) => {
  const { filter, options } = parseCLI(['vitest', 'run', ...words]);
  process.exitCode = undefined;
  const vitest = await startVitest('test', filter, { ...options, watch: false });
  await vitest.close();
  return !process.exitCode;
});
