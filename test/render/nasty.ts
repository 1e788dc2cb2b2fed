/** Names of states, and other texts of a definition, that mean something to one format or another. */
export const NASTY = [
  '<script>alert(1)</script>',
  '</svg><img src=x onerror=alert(1)>',
  'say "hi" & \'bye\'',
  'two\nlines\r\nand\ttabs',
  '\u001b[31mred\u001b[0m',
  'a\u202eb\u2066c',
  'שלום עולם',
  'emoji 🚀 and 漢字の名前',
  '`code` **bold** _it_ #quot; #35; &amp;',
  '%%{init: {"theme":"dark"}}%% %% comment',
  'end',
  'style a fill:#f00;',
  'classDef x fill:#fff;',
  'subgraph [x] {y} (z) |w| --> v ~~~ o',
  'back\\slash \\n \\"',
  '${token} {{x}} {% y %}',
  ' ',
  '\ud800 half \ufffe',
  '__proto__',
  'constructor',
  ']]> <!-- -->',
];

/** A definition that has such texts as names, comments, conditions, errors and resources. */
export function nastyDefinition(): object {
  const states = NASTY.map((name, index): [string, object] => {
    const next = NASTY[index + 1] ?? 'Last';
    const number = index % 3;
    if (number === 0)
      return [name, { Type: 'Choice', Comment: name, Choices: [{ Variable: '$.a', StringEquals: name, Next: next }], Default: 'Last' }];
    if (number === 1)
      return [
        name,
        {
          Type: 'Task',
          Resource: `arn:aws:lambda:eu-west-1:111111111111:function:${name}`,
          Catch: [{ ErrorEquals: [name], Next: 'Last' }],
          Next: next,
        },
      ];
    const inner = `${name}'`;
    return [name, { Type: 'Map', ItemProcessor: { StartAt: inner, States: { [inner]: { Type: 'Fail', Error: name } } }, Next: next }];
  });
  return { Comment: NASTY.join(' '), StartAt: NASTY[0], States: Object.fromEntries([...states, ['Last', { Type: 'Succeed' }]]) };
}
