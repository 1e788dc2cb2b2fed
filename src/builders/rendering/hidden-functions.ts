import { isJsonObject, type JsonValue } from '../../asl';
import { BuilderError } from '../../expressions';
import type { Renderer, RenderPlace } from './renderer';

const texts = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`/g;

/**
 * A renderer that refuses calls of functions whose names variables have: in JSONata a variable hides the function of its name, and the call
 * fails when it runs.
 *
 * @param variables the names that can be seen where it renders
 */
export function refusingHidden(renderer: Renderer, variables: ReadonlySet<string>): Renderer {
  if (renderer.language === 'JSONPath' || variables.size === 0) return renderer;
  const checked = <Rendered extends JsonValue>(rendered: Rendered, place: RenderPlace): Rendered => {
    refuseHidden(rendered, variables, place);
    return rendered;
  };
  return {
    language: renderer.language,
    template: (node, place) => checked(renderer.template(node, place), place),
    condition: (node, place) => checked(renderer.condition(node, place), place),
  };
}

function refuseHidden(rendered: JsonValue, variables: ReadonlySet<string>, place: RenderPlace): void {
  if (Array.isArray(rendered)) for (const item of rendered) refuseHidden(item, variables, place);
  else if (isJsonObject(rendered)) for (const value of Object.values(rendered)) refuseHidden(value, variables, place);
  if (typeof rendered !== 'string' || !rendered.startsWith('{%')) return;
  const called = [...rendered.replace(texts, '""').matchAll(/\$([A-Za-z]\w*)\(/g)].find(([, name]) => variables.has(name!))?.[1];
  if (called === undefined) return;
  throw new BuilderError({
    code: 'VARIABLE_NAME',
    step: place.step,
    message: `Its "${place.field}" calls the function $${called} of JSONata, which the variable "${called}" of the workflow hides.`,
    hint: `give the variable another name, such as "${called}Value".`,
  });
}
