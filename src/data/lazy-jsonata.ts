/** JSONata, a file of its own in the published package: loaded when the first expression is met, since most of it is of no use to JSONPath. */
type Jsonata = typeof import('./jsonata');

let loaded: Jsonata | undefined;

function jsonata(): Jsonata {
  // Kept: `require` looks its cache up by path, which costs more than most of what is called here.
  loaded ??= require('./jsonata') as Jsonata;
  return loaded;
}

/** See `jsonata/expression.ts`. */
export const compileJsonata: Jsonata['compileJsonata'] = (...parameters) => jsonata().compileJsonata(...parameters);

/** See `jsonata/compiled-value.ts`. */
export const compileJsonataValue: Jsonata['compileJsonataValue'] = (...parameters) => jsonata().compileJsonataValue(...parameters);

/** See `jsonata/compiled-value.ts`. */
export const compileJsonataTyped: Jsonata['compileJsonataTyped'] = (...parameters) => jsonata().compileJsonataTyped(...parameters);

/** See `jsonata/compiled-value.ts`. */
export const jsonataTextOf: Jsonata['jsonataTextOf'] = (...parameters) => jsonata().jsonataTextOf(...parameters);

/** See `jsonata/compiled-value.ts`. */
export const jsonTypeName: Jsonata['jsonTypeName'] = (...parameters) => jsonata().jsonTypeName(...parameters);

/** See `jsonata/describe.ts`. */
export const describeJsonata: Jsonata['describeJsonata'] = (...parameters) => jsonata().describeJsonata(...parameters);

/** See `jsonata/functions/registry.ts`. */
export const jsonataArguments: Jsonata['jsonataArguments'] = (...parameters) => jsonata().jsonataArguments(...parameters);

/** See `jsonata/functions/registry.ts`. */
export const jsonataFunctionNames: Jsonata['jsonataFunctionNames'] = (...parameters) => jsonata().jsonataFunctionNames(...parameters);

/** See `jsonata/parse.ts`. */
export const parseJsonata: Jsonata['parseJsonata'] = (...parameters) => jsonata().parseJsonata(...parameters);

/** See `jsonata/syntax-tree.ts`. */
export const childrenOf: Jsonata['childrenOf'] = (...parameters) => jsonata().childrenOf(...parameters);

/** See `jsonata/syntax-tree.ts`. */
export const readChildrenOf: Jsonata['readChildrenOf'] = (...parameters) => jsonata().readChildrenOf(...parameters);

/** See `jsonata/top-level-reads.ts`. */
export const topLevelJsonataReads: Jsonata['topLevelJsonataReads'] = (...parameters) => jsonata().topLevelJsonataReads(...parameters);
