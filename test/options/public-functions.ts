import ts from 'typescript';
import { programOf } from './parameter-types';

/** A function of the public API: exported, a member of what is exported, or a method of what the package gives. */
export interface PublicFunction {
  /** The type or exported object that has it; undefined for an exported function. */
  readonly owner: string | undefined;
  readonly name: string;
  /** The most arguments that any of its signatures takes. */
  readonly most: number;
}

/** What JavaScript itself calls, with what it likes. */
const CALLED_BY_LANGUAGE = new Set(['toString', 'toJSON', 'then']);

/** Gives every function of some entry points that takes no more than so many arguments. Type guards are left out: `filter(isUsageError)` is their use. */
export function publicFunctions(entries: readonly string[]): readonly PublicFunction[] {
  const { checker, files, isOurs } = programOf(entries);
  const found = new Map<string, PublicFunction>();
  const seen = new Set<ts.Symbol>();
  const add = (owner: string | undefined, name: string, type: ts.Type): void => {
    const signatures = type.getCallSignatures();
    if (signatures.length === 0 || CALLED_BY_LANGUAGE.has(name)) return;
    if (signatures.some((signature) => checker.getTypePredicateOfSignature(signature) !== undefined)) return;
    const most = Math.max(...signatures.map((signature) => mostOf(signature, checker)));
    if (Number.isFinite(most)) found.set(`${owner ?? ''}.${name}`, { owner, name, most });
  };
  const members = (symbol: ts.Symbol): void => {
    if (seen.has(symbol) || !isOurs(symbol)) return;
    seen.add(symbol);
    for (const property of checker.getDeclaredTypeOfSymbol(symbol).getProperties()) {
      if (!isOurs(property) || isHidden(property)) continue;
      const type = checker.getNonNullableType(checker.getTypeOfSymbol(property));
      add(symbol.name, property.name, type);
    }
  };
  for (const file of files) {
    for (const each of checker.getExportsOfModule(checker.getSymbolAtLocation(file) as ts.Symbol)) {
      const symbol = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each;
      if (symbol.flags & ts.SymbolFlags.Value) {
        const type = checker.getTypeOfSymbol(symbol);
        add(undefined, symbol.name, type);
        for (const property of type.getProperties())
          if (isOurs(property) && property.name !== 'prototype') add(symbol.name, property.name, checker.getTypeOfSymbol(property));
      }
      if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) members(symbol);
    }
  }
  return [...found.values()];
}

function mostOf(signature: ts.Signature, checker: ts.TypeChecker): number {
  const parameters = signature.getParameters();
  const last = parameters.at(-1);
  const declared = last?.valueDeclaration;
  if (last === undefined || declared === undefined || !ts.isParameter(declared) || declared.dotDotDotToken === undefined)
    return parameters.length;
  // A rest parameter with the type of a tuple takes as many as the longest of them.
  const type = checker.getTypeOfSymbol(last);
  const constraint = checker.getBaseConstraintOfType(type) ?? type;
  const tuples = constraint.isUnion() ? constraint.types : [constraint];
  if (
    !tuples.every((each) => checker.isTupleType(each) && !((each as ts.TupleTypeReference).target.combinedFlags & ts.ElementFlags.Variable))
  )
    return Number.POSITIVE_INFINITY;
  return parameters.length - 1 + Math.max(...tuples.map((each) => checker.getTypeArguments(each as ts.TypeReference).length));
}

function isHidden(symbol: ts.Symbol): boolean {
  return (
    symbol.declarations?.some(
      (declaration) => (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.NonPublicAccessibilityModifier) !== 0,
    ) ?? false
  );
}
