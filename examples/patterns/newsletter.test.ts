import 'drystep/jest';
import { testApp, testMachine } from 'drystep/testing';
import { NewsletterStack } from './newsletter-stack';

const newsletter = testMachine(new NewsletterStack(testApp(), 'News'));
const issue = { title: 'Rain', readers: ['ada', 'bob', 'eve', 'max'] };

/** Sends to everybody but those. */
const reaching =
  (...lost: readonly string[]) =>
  ({ to }: { to: string }) => {
    if (lost.includes(to)) throw Object.assign(new Error(`no address of ${to}`), { name: 'NoSuchAddress' });
    return { messageId: `m-${to}` };
  };

test('sends to all, whoever cannot be reached', async () => {
  newsletter.mock('Send').run(reaching('bob'));

  const execution = await newsletter.execute(issue);

  expect(execution).toSucceedWith({
    sent: 3,
    lost: [{ item: { to: 'bob', title: 'Rain' }, error: { Error: 'NoSuchAddress', Cause: expect.stringContaining('no address of bob') } }],
  });
});

test('fails when too many cannot be reached, once it has tried them all', async () => {
  newsletter.mock('Send').run(reaching('ada', 'bob', 'eve'));

  const execution = await newsletter.execute(issue);

  expect(execution).toFailWith('FanOutFailed', '"Send All" tolerates 2 failures, and 3 items failed.');
  expect(execution.state('Send')).toHaveLength(4);
});
