/**
 * Compiles the package without its declarations, into the folder where that is kept for these sources. Tests that start processes of their own
 * load it: the sources would be compiled again in each.
 *
 * Usage: tsx scripts/compile-scripts.ts
 */
import { keptScripts } from './kept-scripts';

void keptScripts();
