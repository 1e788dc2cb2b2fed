import { templateError } from '../template-error';
import { isJson } from './is-json';

/** What a template of Terraform has where JSON has a number or a list: a placeholder without quotes, or a directive. */
const BARE = /[:,[]\s*\$\{\s*([A-Za-z_][\w.]*)\s*\}/;
const DIRECTIVE = /%\{-?\s*(?:for|if|else|end)/;

/** Throws for a text that becomes JSON only when its placeholders have values, or when Terraform has rendered it. */
export function refuseUnfinishedText(text: string, what: string): void {
  if (!isJson(text) && DIRECTIVE.test(text)) {
    throw templateError(
      'SOURCE_UNREADABLE',
      `${what} has directives of Terraform, such as %{ for … }. Hint: render it, with \`terraform console\` for example, and test the result.`,
    );
  }
  const [, name] = BARE.exec(text) ?? [];
  if (name === undefined || isJson(text)) return;
  throw templateError(
    'SOURCE_UNREADABLE',
    `${what} is JSON only when \${${name}} has a value. Hint: give it one, as the option { parameters: { ${JSON.stringify(name)}: … } } or on the command line as --parameter ${name}=….`,
  );
}
