/**
 * A text as IAM takes it letter by letter: a policy reads `*` and `?` as wildcards, and `${…}` as one of its variables, unless each is written as
 * a variable itself. What CloudFormation fills in stays as it is.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function literalInArn(text: string): string {
  return text.replaceAll(/[*?]|\$(?=\{(?!Token\[))/g, '$${$&}');
}
