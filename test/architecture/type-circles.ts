/** A circle of types is nothing to a program that runs, but what it holds can be understood only together. Each has its reason; a new one fails, and so does a folder more. */
export const typeCircles: readonly { readonly folders: readonly string[]; readonly because: string }[] = [
  {
    because: 'a definition holds states, whose tables hold checks, whose problems tell of a place in a definition',
    folders: [
      'asl/definition.ts',
      'asl/field-checks.ts',
      'asl/field-table.ts',
      'asl/our-wording.ts',
      'asl/place.ts',
      'asl/problem.ts',
      'asl/state-table.ts',
      'asl/states',
      'asl/structure-problem.ts',
      'asl/tables',
      'asl/wanted.ts',
    ],
  },
  {
    because: 'a step lowers itself, and lowering walks steps',
    folders: ['builders/lowering', 'builders/steps', 'builders/tree', 'builders/types'],
  },
  { because: 'a page of one machine and a report of many are checked by the same types', folders: ['render/html', 'render/report'] },
  {
    because: 'the service holds its clock and its tasks, which are told of its executions',
    folders: ['server/service', 'server/tasks', 'server/time'],
  },
  {
    because: 'an assembly holds templates, and a template tells which file of an assembly it is',
    folders: ['template/assembly', 'template/read-template.ts'],
  },
  {
    because: 'a tested machine makes executions, which show their mocks, coverage and traces by the names of that machine',
    folders: [
      'testing/assembly',
      'testing/coverage',
      'testing/execution',
      'testing/from-stack.ts',
      'testing/machine',
      'testing/machine-view',
      'testing/mocks',
      'testing/report',
      'testing/starters',
      'testing/target',
      'testing/trace',
      'testing/visits',
    ],
  },
  {
    because: 'rules are handed a context, which offers the data flow, and the data flow asks as rules do',
    folders: ['validator/data-flow', 'validator/expressions', 'validator/permissions', 'validator/rule-context.ts', 'validator/services'],
  },
];
