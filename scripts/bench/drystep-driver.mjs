// Runs one workload in our engine, as the drivers of the shared bench folder run the others: node drystep-driver.mjs WORKLOAD '{"hist":"ref"}'.
// Plain JavaScript, so that no loader counts in cold and memory figures. "ref" leaves the history unread, "str" reads every event of it.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { args, makeMocks, measure, now, w } = await import(pathToFileURL(process.env.DRYSTEP_BENCH_COMMON).href);
const require = createRequire(import.meta.url);

let begin = now();
const { execute, parse, TaskError } = require(`${process.env.DRYSTEP_BENCH_LIB}/interpreter`);
const loadMs = now() - begin;
begin = now();
const definition = parse(w.definition);
const createMs = now() - begin;

const tasks = {};
for (const [state, mock] of Object.entries(makeMocks())) {
  tasks[state] = (call) => {
    try {
      return mock(call.input);
    } catch (error) {
      throw new TaskError(error.name, error.message);
    }
  };
}
// Some workloads exceed limits of the service on purpose, as their notes say; every other limit stays on.
const quotas = {
  ...(w.historyEvents > 25_000 && { historyEvents: false }),
  ...(/payload/.test(w.note ?? '') && { payloadBytes: false }),
};

let kept;
await measure({
  loadMs,
  createMs,
  ...(args.opts.quick ? { warmBudgetMs: 800 } : { warmBudgetMs: 1500 }),
  execOnce: async (text) => {
    const result = await execute(definition, { input: JSON.parse(text), tasks, quotas });
    if (args.opts.hist === 'str') readWhole(result.history);
    kept = result;
    return result.status === 'SUCCEEDED'
      ? JSON.stringify(result.output)
      : JSON.stringify({ status: result.status, error: result.error, cause: result.cause });
  },
});

function readWhole(history) {
  let characters = 0;
  for (const event of history) {
    for (const key in event) {
      const value = event[key];
      if (typeof value !== 'object' || value === null) continue;
      for (const name in value) if (typeof value[name] === 'string') characters += value[name].length;
    }
  }
  return characters + (kept === undefined ? 0 : 1);
}
