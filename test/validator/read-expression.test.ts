import { describePath } from '../../src/data';
import { readPath } from '../../src/validator/expressions/read-expression';

test.each([
  '$',
  '$$',
  '$.a',
  '$.a.b_1.C',
  '$$.Execution.Id',
  '$.length',
  '$.__proto__',
  '$.and.or',
  '$.a-b',
  '$name',
  '$name.a',
  '$.a[0]',
  "$['a']",
])('the facts of %s are those of the parser, whether it needs one or not', (text) => {
  const described = describePath(text);

  expect(readPath(text)).toEqual({ ok: true, ...described });
});
