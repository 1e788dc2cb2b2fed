import 'drystep/jest';
import { stock } from './stock';

test('the definition is the one that was reviewed', () => {
  expect(stock).toMatchDefinitionSnapshot();
});

test('an execution does what it did before', async () => {
  expect(await stock.execute({ left: 7 })).toMatchHistorySnapshot();
});
