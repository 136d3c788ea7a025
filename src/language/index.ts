/** The door of `language`: scripts, folding, stemming, identification. A library: it imports nothing of ours. */

export { fold } from './fold.js';
export {
  EDITED_LANGUAGES,
  type EditedLanguage,
  editedLanguage,
  isWrittenForm,
  WRITTEN_FORMS,
  type WrittenForm,
} from './forms.js';
export { type Identified, identifierModel, identify } from './identify.js';
export { letterPieces } from './letter-pieces.js';
export { stem, stemFolded } from './stem.js';
export { uzbekToCyrillic, uzbekToLatin } from './uzbek.js';
export { wordWeight } from './weight.js';
export { words } from './words.js';
