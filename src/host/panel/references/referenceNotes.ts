import type { Outlook } from '../../../core/run/outlook';
import { findModel } from '../../../core/services/models';
import type { Catalogue, Model } from '../../../core/services/models';
import type { Obstacle, Route } from '../../../core/services/route';
import { referenceLimitsOf } from '../../../core/services/route';
import { maxReferences } from '../../../core/pictures/reference';
import { roomFor } from '../../../imaging/checkReferences';
import type { ComposerView } from '../../../panel/composer';
import type { ReferenceFile } from '../../../work/wanted';
import { obstacleText } from '../../texts/failureText';
import { plainText } from '../../texts/plainText';
import { mostWithText, smallerText, togetherText, tooManyText, withoutText } from '../../texts/referenceText';

type Notes = Pick<ComposerView, 'referenceNotes' | 'isBlocked'>;

interface Chosen {
  readonly references: readonly ReferenceFile[];
  readonly model: string;
  readonly catalogue: Catalogue | undefined;
}

/** What the model and the routes of a click allow of the pictures to work from, before it is paid for. */
export function referenceNotes(outlook: Outlook, { references, model: id, catalogue }: Chosen): Notes {
  const model = findModel(id, catalogue);
  if (references.length === 0 || !model) return { referenceNotes: [], isBlocked: false };
  const { routes } = outlook;
  const without = outlook.obstacles.filter(({ obstacle }) => isOfReferences(obstacle));
  const isBlocked = routes.length === 0 && without.length > 0;
  const [first] = routes;
  const sentences = [
    ...countNotes(references.length, isBlocked ? without.map(({ route }) => route) : routes, model),
    ...without.map(({ route, obstacle }) => withoutText(route.name, obstacleText(obstacle))),
    ...(first && !first.preset.standIn ? sizeNotes(first, references, model) : []),
  ];
  return { referenceNotes: sentences.map((text) => plainText(text, 300)), isBlocked };
}

function isOfReferences({ what }: Obstacle): boolean {
  return what === 'references' || what === 'referenceType' || what === 'referenceSize';
}

function countNotes(count: number, routes: readonly Route[], model: Model): string[] {
  const most = Math.max(0, ...routes.map((route) => referenceLimitsOf(route, model).most));
  if (count > most && most > 0) return [tooManyText(most, model.name, count - most)];
  return most > 0 && (most < maxReferences || count === most) ? [mostWithText(most, model.name)] : [];
}

/** Those that would be made smaller for the route. */
function sizeNotes(route: Route, references: readonly ReferenceFile[], model: Model): string[] {
  const { maxBytes, maxTotalBytes } = referenceLimitsOf(route, model);
  const sizes = references.map(({ bytes = 0 }) => bytes);
  const large = sizes.flatMap((size, index) =>
    size > maxBytes ? [smallerText(index + 1, size, route.name, maxBytes)] : [],
  );
  const room = roomFor(sizes, maxBytes, maxTotalBytes);
  const isTooMuch = sizes.some((size, index) => size <= maxBytes && size > (room[index] ?? 0));
  const sum = sizes.reduce((all, size) => all + size, 0);
  return isTooMuch ? [...large, togetherText(sum, route.name, maxTotalBytes)] : large;
}
