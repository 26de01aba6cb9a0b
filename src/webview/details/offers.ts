import type { GalleryAction, PictureView } from '../../panel/pictures';

/** A button: what it does, the name of its text and its icon. The first one of a row is the main one; from the third on only icons are shown. */
interface Offer {
  readonly action: GalleryAction;
  readonly text:
    'insert' | 'open' | 'copyPath' | 'howMade' | 'recover' | 'locate' | 'forget' | 'addFavorite' | 'removeFavorite';
  readonly icon: string;
}

const insert: Offer = { action: 'insert', text: 'insert', icon: 'insert' };
const copyPath: Offer = { action: 'copyPath', text: 'copyPath', icon: 'copy' };
const howMade: Offer = { action: 'howMade', text: 'howMade', icon: 'info' };
const open: Offer = { action: 'open', text: 'open', icon: 'go-to-file' };

const addFavorite: Offer = { action: 'favourite', text: 'addFavorite', icon: 'star-empty' };
const removeFavorite: Offer = { action: 'favourite', text: 'removeFavorite', icon: 'star-full' };

const ofUnsaved: readonly Offer[] = [{ action: 'recover', text: 'recover', icon: 'save-as' }, open, howMade];
const ofGone: readonly Offer[] = [
  { action: 'locate', text: 'locate', icon: 'search' },
  { action: 'forget', text: 'forget', icon: 'trash' },
  howMade,
];

/** What can be done with a picture, by what became of its file. */
export function offersFor({
  gone,
  saved,
  favourite,
}: Pick<PictureView, 'gone' | 'saved' | 'favourite'>): readonly Offer[] {
  if (gone) return ofGone;
  if (!saved) return ofUnsaved;
  return [insert, open, favourite ? removeFavorite : addFavorite, copyPath, howMade];
}
