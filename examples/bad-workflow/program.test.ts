import { diagnosticText, validate } from 'drystep/validator';

test('a program reads findings as data, or prints them', () => {
  const definition = { StartAt: 'Cool Down', States: { 'Cool Down': { Type: 'Wait', Seconds: '60', End: true } } };

  const { result, diagnostics } = validate(definition, { rules: 'aws' });

  expect(result).toBe('FAIL');
  expect(diagnostics.map(({ severity, pointer }) => `${severity} ${pointer}`)).toEqual(['ERROR /States/Cool Down/Seconds']);
  expect(diagnostics.map((diagnostic) => diagnosticText(diagnostic)).join('\n')).toContain('remove the quotes');
});
