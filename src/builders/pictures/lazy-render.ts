/** The room that draws: most apps draw nothing. */
type Render = typeof import('../../render');

let loaded: Render | undefined;

/** The room that draws, loaded with the first picture. */
export function loadRender(): Render {
  loaded ??= require('../../render') as Render;
  return loaded;
}
