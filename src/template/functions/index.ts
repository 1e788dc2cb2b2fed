import { and, condition, conditional, equals, not, or } from './conditions';
import { findInMap } from './find-in-map';
import type { TemplateFunction } from './intrinsic-function';
import { cidr, getAZs, length, select, split } from './lists';
import { getAtt, getStackOutput, importValue, ref } from './references';
import { base64, join, sub, toJsonString } from './text';
import { transform } from './transform';

export { unknownCondition } from './conditions';
export { withDynamicReferences } from './dynamic-reference';
export { broken, type IntrinsicContext, scalarText, type TemplateFunction, unresolved } from './intrinsic-function';

/** CloudFormation's functions by the key that calls them. */
export const intrinsicFunctions: ReadonlyMap<string, TemplateFunction> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', getStackOutput],
  ['Fn::Join', join],
  ['Fn::Sub', sub],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::FindInMap', findInMap],
  ['Fn::If', conditional],
  ['Fn::Equals', equals],
  ['Fn::And', and],
  ['Fn::Or', or],
  ['Fn::Not', not],
  ['Fn::Base64', base64],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Cidr', cidr],
  ['Fn::GetAZs', getAZs],
  ['Fn::Transform', transform],
]);

/** The functions that hold in `Conditions`: all of them, and `Condition`. */
export const conditionFunctions: ReadonlyMap<string, TemplateFunction> = new Map([...intrinsicFunctions, ['Condition', condition]]);
