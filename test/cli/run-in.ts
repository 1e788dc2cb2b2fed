import { type RanTest, runTestText } from '../testing/record/run-test-text';

/** Runs a test file as a runner does, from the folder of its project. */
export async function runIn(folder: string, text: string): Promise<RanTest[]> {
  const before = process.cwd();
  process.chdir(folder);
  try {
    return await runTestText(text);
  } finally {
    process.chdir(before);
  }
}
