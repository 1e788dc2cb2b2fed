import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { ImportStack } from './import-stack';

const imports = testMachine(new ImportStack(testApp(), 'Imports'));

beforeEach(() => {
  imports.mock('Unlock').returnsPayload(null);
  imports.mock('Unlock After Failure').returnsPayload(null);
});

test('reads page after page, and gives the lock back', async () => {
  imports.mock('Read Page').run(({ page }: { page: number }) => ({ next: page === 3 ? 0 : page + 1 }));

  const execution = await imports.execute({ file: 'stock.csv', page: 1 });

  expect(execution.state('Read Page')).toHaveLength(3);
  expect(execution).toHaveVisited('Unlock', 'Done');
});

test('gives the lock back after a failure that it handles', async () => {
  imports.mock('Read Page').fails('NoSuchFile');

  expect(await imports.execute({ file: 'stock.csv', page: 1 })).toHaveVisited('Skip', 'Unlock', 'Done');
});

test('gives the lock back after a failure that ends it', async () => {
  imports.mock('Read Page').fails('DiskFull');

  const execution = await imports.execute({ file: 'stock.csv', page: 1 });

  expect(execution).toHaveVisited('Unlock After Failure');
  expect(execution).toFailWith('ImportFailed');
  // What the failure of "Give Up" says, which has no cause of its own.
  expect(execution.cause ?? '').toBe('');
});
