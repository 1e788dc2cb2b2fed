import { join } from 'node:path';
import ts from 'typescript';
import { keptDeclarations } from '../../scripts/kept-declarations';
import { BUILDING, HARNESS } from './entries';

/** A property of an object type that the public API takes. */
export interface TakenProperty {
  readonly name: string;
  readonly required: boolean;
  /** What its type has room for; `any` where the compiler cannot tell. */
  readonly takes: ReadonlySet<'any' | 'text' | 'number' | 'flag'>;
}

/** An object type of ours that some function, method or constructor of an entry point takes. */
export interface TakenType {
  /** Of a type that is written out where it is taken, or has an alias alone, the call that takes it: `mutate()`, `fanOut().toleratedFailures`. */
  readonly name: string;
  /** The type that has it as a property; undefined for the parameter of a call, and for a type with a name. */
  readonly owner?: string | undefined;
  /** One of the calls that take it. */
  readonly by: string;
  readonly properties: readonly TakenProperty[];
}

/** What users of the package see of it: a third of what the sources cost, and no type of a function is inferred anew. */
const declarations = keptDeclarations();

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  noEmit: true,
  types: [],
};

/** Gives every object type of ours that the entry points take as an argument, or inside of one. Packages are left out: theirs are not ours to judge. */
export function parameterTypes(entries: readonly string[]): readonly TakenType[] {
  const { checker, files } = programOf(entries);
  return new Walk(checker).over(files);
}

/** Gives entry points as the compiler sees them, without the packages that they import. */
export function programOf(entries: readonly string[]): {
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  readonly isOurs: (symbol: ts.Symbol) => boolean;
} {
  program ??= programOfAll();
  const files = entries.map((entry) => program?.getSourceFile(declared(entry)) as ts.SourceFile);
  return { checker: program.getTypeChecker(), files, isOurs };
}

/** All entry points, for whoever asks after some of them. */
let program: ts.Program | undefined;

// The compiler, which test files of a process share, keeps the module of its last host: without this, the program with it.
afterAll(() => {
  program = undefined;
});

function programOfAll(): ts.Program {
  const host = ts.createCompilerHost(options);
  // No type depends on documentation.
  host.jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  host.resolveModuleNameLiterals = (literals, containing) =>
    literals.map(({ text }) =>
      text.startsWith('.')
        ? ts.resolveModuleName(text, containing, options, ts.sys, undefined, undefined, ts.ModuleKind.CommonJS)
        : { resolvedModule: undefined },
    );
  return ts.createProgram([...BUILDING, ...HARNESS].map(declared), options, host);
}

/** The declarations of a file of `src/`. */
function declared(entry: string): string {
  return join(declarations, entry.replace(/ts$/, 'd.ts'));
}

class Walk {
  private readonly taken = new Map<ts.Symbol, string>();
  private readonly unnamed = new Map<ts.Symbol, TakenType>();
  private readonly seen = new Set<ts.Symbol>();
  private readonly lists = new Set<ts.Type>();

  constructor(private readonly checker: ts.TypeChecker) {}

  over(files: readonly ts.SourceFile[]): readonly TakenType[] {
    for (const file of files) {
      for (const each of this.checker.getExportsOfModule(this.checker.getSymbolAtLocation(file) as ts.Symbol)) {
        const symbol = each.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(each) : each;
        if (symbol.flags & ts.SymbolFlags.Value) this.value(this.checker.getTypeOfSymbol(symbol), symbol.name);
        if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) this.members(symbol, symbol.name);
      }
    }
    const named = [...this.taken].map(([symbol, by]) => ({ name: symbol.name, by, properties: this.propertiesOf(symbol) }));
    return [...named, ...this.unnamed.values()];
  }

  private value(type: ts.Type, path: string): void {
    this.signatures(type, path);
    for (const property of type.getProperties()) {
      if (isOurs(property)) this.signatures(this.checker.getTypeOfSymbol(property), `${path}.${property.name}`);
    }
    if (type.symbol !== undefined && type.symbol.flags & ts.SymbolFlags.Class) this.members(type.symbol, path);
  }

  /** Methods of what the entry points give. */
  private members(symbol: ts.Symbol, path: string): void {
    if (this.seen.has(symbol) || !isOurs(symbol)) return;
    this.seen.add(symbol);
    for (const property of this.checker.getDeclaredTypeOfSymbol(symbol).getProperties())
      this.signatures(this.checker.getTypeOfSymbol(property), `${path}.${property.name}`);
  }

  private signatures(type: ts.Type, path: string): void {
    for (const part of partsOf(type)) {
      for (const signature of [...part.getCallSignatures(), ...part.getConstructSignatures()]) {
        for (const parameter of signature.getParameters()) {
          const type = this.checker.getTypeOfSymbol(parameter);
          // Parameters that depend on a type parameter are all that they may come to.
          this.take(type.flags & ts.TypeFlags.Conditional ? (this.checker.getBaseConstraintOfType(type) ?? type) : type, `${path}()`);
        }
      }
    }
  }

  private take(type: ts.Type, by: string, owner?: string): void {
    for (const part of partsOf(type)) {
      if (this.checker.isTupleType(part) || this.checker.isArrayType(part)) {
        if (this.lists.has(part)) continue;
        this.lists.add(part);
        for (const entry of this.checker.getTypeArguments(part as ts.TypeReference)) this.take(entry, by, owner);
        continue;
      }
      // What Partial, Readonly and Record are made of.
      for (const inner of [...(part.aliasTypeArguments ?? []), part.getStringIndexType()])
        if (inner !== undefined) this.inner(inner, by, owner);
      const { symbol } = part;
      if (symbol === undefined || !isOurs(symbol) || this.taken.has(symbol) || this.unnamed.has(symbol)) continue;
      if (symbol.flags & ts.SymbolFlags.Interface) {
        this.taken.set(symbol, by);
        for (const property of this.checker.getDeclaredTypeOfSymbol(symbol).getProperties())
          this.take(this.checker.getTypeOfSymbol(property), `${by}.${property.name}`, symbol.name);
      } else if (isWrittenOut(part)) {
        const properties = part.getProperties();
        this.unnamed.set(symbol, { name: by, owner, by, properties: properties.map((property) => this.propertyOf(property)) });
        for (const property of properties) this.take(this.checker.getTypeOfSymbol(property), `${by}.${property.name}`, owner);
      }
    }
  }

  private inner(type: ts.Type, by: string, owner: string | undefined): void {
    if (this.lists.has(type)) return;
    this.lists.add(type);
    this.take(type, by, owner);
  }

  private propertiesOf(symbol: ts.Symbol): readonly TakenProperty[] {
    return this.checker
      .getDeclaredTypeOfSymbol(symbol)
      .getProperties()
      .map((property) => this.propertyOf(property));
  }

  private propertyOf(property: ts.Symbol): TakenProperty {
    return {
      name: property.name,
      required: !(property.flags & ts.SymbolFlags.Optional),
      takes: new Set(partsOf(this.checker.getTypeOfSymbol(property)).flatMap(kindOf)),
    };
  }
}

/** An object type of its own members: no function, and not made of another type. */
function isWrittenOut(type: ts.Type): boolean {
  const isMapped = ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped) !== 0;
  return (
    (type.symbol.flags & ts.SymbolFlags.TypeLiteral) !== 0 &&
    !isMapped &&
    type.getCallSignatures().length === 0 &&
    type.getProperties().length > 0
  );
}

function kindOf(type: ts.Type): ('any' | 'text' | 'number' | 'flag')[] {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.TypeParameter)) return ['any'];
  if (type.flags & ts.TypeFlags.String) return ['text'];
  if (type.flags & ts.TypeFlags.Number) return ['number'];
  return type.flags & ts.TypeFlags.BooleanLike ? ['flag'] : [];
}

function partsOf(type: ts.Type): ts.Type[] {
  return type.isUnionOrIntersection() ? type.types.flatMap(partsOf) : [type];
}

function isOurs(symbol: ts.Symbol): boolean {
  return symbol.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(declarations)) ?? false;
}
