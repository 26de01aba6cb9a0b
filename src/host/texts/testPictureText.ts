import * as vscode from 'vscode';
import type { ImageSize } from '../../core/pictures/image';
import type { Model } from '../../core/services/models';
import { estimateUsd, formatUsd } from '../../core/services/price';
import type { Route } from '../../core/services/route';

/** The question before a test picture. */
export function priceOfTest(route: Route, model: Model, size: ImageSize): string {
  const usd = estimateUsd(route, model, size);
  return usd === undefined
    ? vscode.l10n.t('Make a test picture on {0}? What it costs there is not known.', route.name)
    : vscode.l10n.t('Make a test picture on {0} for about {1}?', route.name, formatUsd(usd));
}

/** The offer above a route: "Make a 1K Test Picture for $0.067". */
export function offerOfTest(route: Route, model: Model, size: ImageSize): string {
  const usd = estimateUsd(route, model, size);
  return usd === undefined
    ? vscode.l10n.t('Make a {0} Test Picture (Price Unknown)', size)
    : vscode.l10n.t('Make a {0} Test Picture for {1}', size, formatUsd(usd));
}
