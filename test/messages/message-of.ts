// Texts are compared as they are without a terminal, wherever the tests run.
process.env.NO_COLOR = '1';

/** Gives the message with which something fails. Throws when it does not fail. */
export async function messageOf(fails: () => unknown): Promise<string> {
  try {
    await fails();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing failed');
}
