import { testMachine } from 'drystep/testing';

export const stock = testMachine({
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Assign: { left: '{% $states.input.left - 1 %}', seller: 'Ada' }, Next: 'Done' },
    Done: { Type: 'Succeed' },
  },
});
