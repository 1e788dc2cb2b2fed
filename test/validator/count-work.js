// Run as a process of its own: counts how often functions, branches and loops are entered while definitions are judged.
const { Session } = require('node:inspector');
const { readFileSync } = require('node:fs');

const [validator] = process.argv.slice(2);
const session = new Session();
session.connect();
session.post('Profiler.enable');
// Branches and loops are counted in what is compiled after this.
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
const { validate } = require(validator);

/** What was entered since it was asked last. */
function entered() {
  let sum = 0;
  session.post('Profiler.takePreciseCoverage', (_, { result }) => {
    const own = result.filter(({ url }) => url.startsWith('file:') && !url.endsWith(__filename));
    for (const { functions } of own) for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  });
  return sum;
}

const definitions = JSON.parse(readFileSync(0, 'utf8'));
entered();
const counts = definitions.map((definition) => {
  validate(definition);
  return entered();
});
process.stdout.write(JSON.stringify(counts));
