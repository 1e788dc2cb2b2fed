interface Keyword {
  readonly keyword: string | readonly string[];
}

interface Ajv {
  addKeyword(definition: Keyword): Ajv;
  getKeyword(name: string): unknown;
}

/**
 * Lets a package that makes an Ajv for each document, always with the same schemas, have the one that it made first: compiling the schemas
 * takes a third of a second.
 */
export function oneAjvFor(packagePath: string): void {
  const ajv = require(require.resolve('ajv', { paths: [packagePath] })) as { default: new (options: object) => Ajv };
  const Original = ajv.default;
  // Test files of a process share the package: another one may have been here.
  if (Original.name === OnlyAjv.name) return;
  let only: Ajv | undefined;
  function OnlyAjv(options: object): Ajv {
    only ??= toleratingKeywords(new Original(options));
    return only;
  }
  ajv.default = OnlyAjv as unknown as typeof Original;
}

/** Its keywords are given to it again with each document, which Ajv refuses. */
function toleratingKeywords(ajv: Ajv): Ajv {
  const addKeyword = ajv.addKeyword.bind(ajv);
  ajv.addKeyword = (definition) => ([definition.keyword].flat().every((name) => ajv.getKeyword(name)) ? ajv : addKeyword(definition));
  return ajv;
}
