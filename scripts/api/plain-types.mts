/** Takes out of signatures what only the compiler needs, so that a person can read them. */
import type { DeclarationReflection, IntersectionType, ReferenceType, SignatureReflection, SomeType } from 'typedoc';
import { hidden } from './groups.mjs';

/** More type parameters than this are the compiler's own business: they are inferred, and nobody writes them. */
const READABLE = 3;

/** Makes the signatures of a function, an interface or a type readable. */
export function simplify(reflection: DeclarationReflection): void {
  const inferred = (reflection.typeParameters?.length ?? 0) > READABLE;
  if (inferred) reflection.typeParameters = undefined;
  // Symbols as names carry types for the compiler; no such property exists at run time.
  const phantoms = (reflection.children ?? []).filter(({ name }) => name.startsWith('['));
  for (const phantom of phantoms) reflection.project.removeReflection(phantom);
  for (const signature of reflection.signatures ?? []) simplifySignature(signature);
  for (const child of reflection.children ?? []) simplify(child);
  reflection.extendedTypes = reflection.extendedTypes
    ?.filter((extended) => !(extended.type === 'reference' && hidden.has(extended.name)))
    .map((extended) => plain(extended, inferred));
  if (reflection.type !== undefined) reflection.type = plain(reflection.type);
}

function simplifySignature(signature: SignatureReflection): void {
  const inferred = (signature.typeParameters?.length ?? 0) > READABLE;
  if (inferred) signature.typeParameters = undefined;
  for (const parameter of signature.parameters ?? []) if (parameter.type !== undefined) parameter.type = plain(parameter.type, inferred);
  if (signature.type !== undefined) signature.type = plain(signature.type, inferred);
}

/** The type without references that are hidden; where parameters are inferred, without arguments that would name them. */
function plain(type: SomeType, inferred = false): SomeType {
  if (type.type === 'intersection') return joined(type, inferred);
  if (type.type === 'reference') return reference(type, inferred);
  if (type.type === 'union') type.types = type.types.map((member) => plain(member, inferred));
  if (type.type === 'array') type.elementType = plain(type.elementType, inferred);
  if (type.type === 'reflection') simplifyNested(type.declaration, inferred);
  return type;
}

function simplifyNested(declaration: DeclarationReflection, inferred: boolean): void {
  for (const signature of declaration.signatures ?? []) {
    for (const parameter of signature.parameters ?? []) if (parameter.type !== undefined) parameter.type = plain(parameter.type, inferred);
    if (signature.type !== undefined) signature.type = plain(signature.type, inferred);
  }
  for (const child of declaration.children ?? []) simplify(child);
}

function joined(type: IntersectionType, inferred: boolean): SomeType {
  const kept = type.types.filter((member) => !(member.type === 'reference' && hidden.has(member.name)) && member.type !== 'conditional');
  type.types = kept.map((member) => plain(member, inferred));
  return type.types.length === 1 ? (type.types[0] as SomeType) : type;
}

function reference(type: ReferenceType, inferred: boolean): ReferenceType {
  // typedoc takes the arguments of an alias and the name of what that is an alias for; `IfAny` itself takes three.
  if (type.name === 'IfAny' && type.typeArguments?.length === 1) type.name = 'Compared';
  type.typeArguments = inferred ? undefined : type.typeArguments?.map((argument) => plain(argument));
  return type;
}
