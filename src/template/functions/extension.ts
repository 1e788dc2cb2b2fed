import { EXTENSIONS_HINT, hasLanguageExtensions } from '../language-extensions';
import { broken, type TemplateFunction } from './intrinsic-function';

/** A function that CloudFormation knows in templates with the transform `AWS::LanguageExtensions` only. */
export function extension(name: string, apply: TemplateFunction): TemplateFunction {
  return (argument, context) =>
    hasLanguageExtensions(context.scope.template)
      ? apply(argument, context)
      : broken(context, name, {
          expected: `the transform AWS::LanguageExtensions, which ${name} needs`,
          received: name,
          hint: EXTENSIONS_HINT,
        });
}
