/**
 * The address of the repository. There is none yet: this is a placeholder that leads nowhere (`.invalid` is reserved for that), and the only
 * place to change. It goes to `repository`, `homepage` and `bugs` of package.json and to the links of the issue forms. SECURITY.md and
 * CODE_OF_CONDUCT.md name no address. `npm run release:check` refuses to release while it is a placeholder.
 */
export const REPOSITORY = 'https://github.invalid/drystep/drystep';
