import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type * as TypeScript from 'typescript';
import { firstIn, type JsonObject, nearestName } from '../../asl';
import { CommandError } from '../command-error';

type TypeScriptModule = typeof TypeScript;

/** Deeper than anybody's input, and the end of types that contain themselves. */
const DEEPEST = 8;

/** The JSON Schema of an exported type: what JSON leaves of it. The project's own TypeScript reads it. Throws a CommandError when there is none, or no such type. */
export function typeSchema(file: string, name: string): JsonObject {
  const compiler = loadCompiler(file);
  const options: TypeScript.CompilerOptions = { strict: true, noEmit: true, skipLibCheck: true, types: [] };
  const program = compiler.createProgram([file], options, hostFor(compiler, options));
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const exported = module === undefined ? [] : checker.getExportsOfModule(module);
  const symbol = exported.find((each) => each.name === name);
  if (symbol === undefined) {
    const names = exported.map((each) => each.name);
    const nearest = nearestName(name, names);
    const hint = nearest === undefined ? `it exports ${names.join(', ') || 'nothing'}.` : `did you mean ${nearest}?`;
    throw new CommandError(`${file} exports no type "${name}".`, hint);
  }
  const target = symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return schemaOf(checker.getDeclaredTypeOfSymbol(target), { compiler, checker }, 0);
}

function loadCompiler(file: string): TypeScriptModule {
  try {
    return createRequire(file)('typescript') as TypeScriptModule;
  } catch {
    throw new CommandError(
      'reading a type of the input takes TypeScript, which is not installed in this project.',
      'npm install --save-dev typescript, or name a JSON Schema.',
    );
  }
}

/** The declarations of the language itself, by their files: parsing them takes most of a second, and --watch and a config of many inputs ask again. */
const language = new Map<string, TypeScript.SourceFile>();

function hostFor(compiler: TypeScriptModule, options: TypeScript.CompilerOptions): TypeScript.CompilerHost {
  const host = compiler.createCompilerHost(options);
  const libraries = dirname(host.getDefaultLibFileName(options));
  return {
    ...host,
    getSourceFile: (path, ...rest) => {
      if (dirname(path) !== libraries) return host.getSourceFile(path, ...rest);
      const known = language.get(path) ?? host.getSourceFile(path, ...rest);
      if (known !== undefined) language.set(path, known);
      return known;
    },
  };
}

interface TypeReading {
  readonly compiler: TypeScriptModule;
  readonly checker: TypeScript.TypeChecker;
}

/** What cannot be said gives `{}`: anything. */
function schemaOf(type: TypeScript.Type, reading: TypeReading, depth: number): JsonObject {
  const { compiler, checker } = reading;
  const { TypeFlags } = compiler;
  if (depth > DEEPEST) return {};
  if (type.isUnion()) return schemaOfUnion(type, reading, depth);
  if (type.flags & TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & TypeFlags.Null) return { type: 'null' };
  if (!(type.flags & (TypeFlags.Object | TypeFlags.Intersection))) return {};
  if (checker.isArrayType(type))
    return { type: 'array', items: schemaOf(firstIn(checker.getTypeArguments(type as TypeScript.TypeReference)), reading, depth + 1) };
  if (checker.isTupleType(type)) return { type: 'array' };
  // JSON writes a date as text, and whatever says itself how it is written may become anything.
  if (type.getSymbol()?.name === 'Date') return { type: 'string' };
  if (type.getCallSignatures().length > 0 || type.getProperty('toJSON') !== undefined) return {};
  const properties = Object.fromEntries(
    checker.getPropertiesOfType(type).map((property) => [property.name, schemaOf(checker.getTypeOfSymbol(property), reading, depth + 1)]),
  );
  const isOpen = checker.getIndexInfosOfType(type).length > 0 || Object.keys(properties).length === 0;
  return { type: 'object', properties, ...(isOpen ? { additionalProperties: true } : {}) };
}

function schemaOfUnion(type: TypeScript.UnionType, reading: TypeReading, depth: number): JsonObject {
  const { TypeFlags } = reading.compiler;
  const schemas = type.types
    .filter(({ flags }) => !(flags & (TypeFlags.Undefined | TypeFlags.Void)))
    .map((each) => schemaOf(each, reading, depth));
  const distinct = new Set(schemas.map((schema) => JSON.stringify(schema)));
  return distinct.size === 1 ? firstIn(schemas) : {};
}
