// No TypeScript: jest does not transform what orders its tests.
const { default: Sequencer } = require('@jest/test-sequencer');

/** The projects whose test files take seconds each: what they take is not in their size, by which jest guesses while it has not measured. */
const SLOW = ['types', 'package'];

/** Jest's own order, behind the files of slow projects: one of them at the end would keep a single worker at work, and the others idle. */
class SlowestFirst extends Sequencer {
  sort(tests) {
    const place = ({ context }) => {
      const found = SLOW.indexOf(context.config.displayName?.name);
      return found < 0 ? SLOW.length : found;
    };
    return super.sort(tests).sort((one, other) => place(one) - place(other));
  }
}

module.exports = SlowestFirst;
