import { UsageError } from '../../src/asl';

describe('A usage error with a hint', () => {
  test.each([
    ['it is not JSON', 'it is not JSON. Hint: quote it.'],
    ['it should be integer, but it is "o-1"', 'it should be integer, but it is "o-1". Hint: quote it.'],
    ['is there nothing?', 'is there nothing? Hint: quote it.'],
    ['AWS refused it.', 'AWS refused it. Hint: quote it.'],
    ['two machines:\n  Orders', 'two machines:\n  Orders Hint: quote it.'],
  ])('ends its sentence first: %j', (message, wanted) => {
    expect(new UsageError(message, 'quote it.').message).toBe(wanted);
  });

  test('stays as it is without one', () => {
    expect(new UsageError('it is not JSON').message).toBe('it is not JSON');
  });
});

describe('The stack of a usage error', () => {
  const { prepareStackTrace } = Error;
  afterEach(() => {
    Error.prepareStackTrace = prepareStackTrace;
  });

  test('is made into text when it is read, and not before', () => {
    let made = 0;
    Error.prepareStackTrace = (_, frames) => {
      made++;
      return ['', ...frames].join('\n    at ');
    };

    const error = new UsageError('it is not JSON');
    const before = made;

    expect(error.stack).toContain('usage-error.test.ts');
    expect({ before, after: made > 0 }).toEqual({ before: 0, after: true });
  });
});
