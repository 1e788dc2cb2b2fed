/** An export as a declaration of TypeScript without bodies, behind the first sentence of its docstring. */
import {
  Comment,
  type DeclarationReflection,
  ReflectionKind,
  ReflectionType,
  type SignatureReflection,
  type SomeType,
  TypeContext,
} from 'typedoc';

/** Longer declarations are written with a parameter on each line. */
const LINE = 160;
/** An object whose fields need no words is one line up to this length. */
const SHORT = 110;

// typedoc itself writes a method of an object type as "any".
Object.assign(ReflectionType.prototype, {
  getTypeString(this: ReflectionType): string {
    const { children = [], signatures = [], indexSignatures = [] } = this.declaration;
    const [only] = signatures;
    if (only !== undefined && signatures.length + children.length + indexSignatures.length === 1) return arrow(only);
    const fields = [
      ...signatures.map((signature) => call('', signature)),
      ...indexSignatures.map(indexed),
      ...children.flatMap(memberLines),
    ];
    return fields.length === 0 ? '{}' : `{ ${fields.join(' ').replace(/;$/, '')} }`;
  },
});

export function declarationText(reflection: DeclarationReflection): string {
  const said = firstSentence(reflection.comment ?? reflection.signatures?.[0]?.comment ?? reflection.getSignature?.comment);
  const text = printable(bare(reflection));
  return said === '' ? text : `/** ${said} */\n${text}`;
}

function bare(reflection: DeclarationReflection): string {
  const { kind, name } = reflection;
  if (kind === ReflectionKind.Function)
    return (reflection.signatures ?? []).map((signature) => call(`function ${name}`, signature)).join('\n');
  if (kind === ReflectionKind.Variable) return `const ${name}: ${typeText(reflection.type)};`;
  if (kind === ReflectionKind.Class) return withMembers(`class ${name}`, reflection);
  if (kind === ReflectionKind.Interface) return withMembers(`interface ${name}`, reflection);
  if (kind === ReflectionKind.TypeAlias) return alias(reflection);
  throw new Error(`${name} is a ${ReflectionKind.singularString(kind)}, which the report cannot write.`);
}

/** An object type is written as an interface is, so that each field has its line. */
function alias(reflection: DeclarationReflection): string {
  const { type } = reflection;
  const head = `type ${reflection.name}${typeParameters(reflection)} =`;
  if (type?.type === 'reflection' && type.declaration.children !== undefined && type.declaration.signatures === undefined) {
    return `${head} ${block(type.declaration)};`;
  }
  const line = `${head} ${typeText(type)};`;
  if (line.length <= LINE || type?.type !== 'union') return line;
  const members = type.types.map((member) => `| ${oneLine(member.stringify(TypeContext.unionElement))}`);
  const lines = type.types.every((member) => member.type === 'literal') ? filledLines(members) : members;
  return [head, ...lines.map((each) => `  ${each}`)].join('\n').concat(';');
}

/** As many words to a line as it has room for. */
function filledLines(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 3 > LINE) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

function withMembers(head: string, reflection: DeclarationReflection): string {
  const parents = (reflection.extendedTypes ?? []).map(typeText);
  const kept = parents.length > 0 ? ` extends ${parents.join(', ')}` : '';
  return `${head}${typeParameters(reflection)}${kept} ${block(reflection)}`;
}

function block(reflection: DeclarationReflection): string {
  const lines = [
    ...(reflection.signatures ?? []).map((signature) => described(call('', signature), signature.comment)),
    ...(reflection.indexSignatures ?? []).map((signature) => described(indexed(signature), signature.comment)),
    ...(reflection.children ?? []).filter(declaredHere).flatMap(member),
  ];
  const short = `{ ${lines.join(' ').replace(/;$/, '')} }`;
  if (lines.length === 0 || (short.length <= SHORT && !lines.some((line) => / \/\/ |\n/.test(line))))
    return lines.length === 0 ? '{}' : short;
  return `{\n${lines.map((line) => indented(line)).join('\n')}\n}`;
}

/** What an exported parent has already said is not said again. */
function declaredHere(child: DeclarationReflection): boolean {
  return child.inheritedFrom?.reflection === undefined;
}

function member(child: DeclarationReflection): string[] {
  const comments = child.signatures?.map(({ comment }) => comment) ?? [child.comment ?? child.getSignature?.comment];
  return memberLines(child).map((line, index) => described(line, comments[index]));
}

/** A field is one line, a method one for each signature. */
function memberLines(child: DeclarationReflection): string[] {
  const name = `${child.flags.isStatic ? 'static ' : ''}${child.name}`;
  if (child.signatures !== undefined) return child.signatures.map((signature) => call(name, signature));
  return [`${name}${child.flags.isOptional ? '?' : ''}: ${typeText(child.type ?? child.getSignature?.type)};`];
}

function indexed(signature: SignatureReflection): string {
  return `[${parameters(signature).join(', ')}]: ${typeText(signature.type)};`;
}

function arrow(signature: SignatureReflection): string {
  return `${typeParameters(signature)}(${parameters(signature).join(', ')}) => ${typeText(signature.type)}`;
}

function described(line: string, comment: Comment | undefined): string {
  const said = firstSentence(comment);
  return said === '' ? line : `${line} // ${said}`;
}

function call(head: string, signature: SignatureReflection): string {
  const name = signature.kind === ReflectionKind.ConstructorSignature ? 'constructor' : head;
  const gives = signature.kind === ReflectionKind.ConstructorSignature ? '' : `: ${typeText(signature.type)}`;
  const listed = parameters(signature);
  const line = `${name}${typeParameters(signature)}(${listed.join(', ')})${gives};`;
  if (line.length <= LINE || listed.length < 2) return line;
  return `${name}${typeParameters(signature)}(\n${listed.map((parameter) => `  ${parameter},`).join('\n')}\n)${gives};`;
}

function parameters(signature: SignatureReflection): string[] {
  return (signature.parameters ?? []).map(({ name, flags, type, defaultValue }) => {
    const optional = flags.isOptional || defaultValue !== undefined ? '?' : '';
    return `${flags.isRest ? '...' : ''}${name === '__namedParameters' ? 'options' : name}${optional}: ${typeText(type)}`;
  });
}

function typeParameters({ typeParameters = [] }: DeclarationReflection | SignatureReflection): string {
  const listed = typeParameters.map(({ name, type, default: value }) =>
    [name, ...(type ? [`extends ${typeText(type)}`] : []), ...(value ? [`= ${typeText(value)}`] : [])].join(' '),
  );
  return listed.length === 0 ? '' : `<${listed.join(', ')}>`;
}

function typeText(type: SomeType | undefined): string {
  return oneLine(type?.toString() ?? 'unknown');
}

function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function firstSentence(comment: Comment | undefined): string {
  const [paragraph = ''] = Comment.combineDisplayParts(comment?.summary ?? [])
    .trim()
    .split(/\n\s*\n/);
  const text = paragraph.replaceAll(/\s+/g, ' ');
  // A point within brackets, code or quotes ends nothing.
  return /^.*?[^.][.?!](?= [A-Z`'"<(]|$)/.exec(text)?.[0] ?? text;
}

/** Control characters as escapes: with one of them in it, other tools take the file for binary. */
function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace.
  return text.replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
