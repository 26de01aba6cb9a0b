import * as vscode from 'vscode';
import { findModel } from '../../core/models';
import { estimateUsd, formatUsd } from '../../core/price';
import type { Route } from '../../core/route';
import { obstacle } from '../../core/route';
import type { PictureOptions } from '../../shared/protocol';

/** The price of a picture on the first route that can make it; '' where there is none. */
export function estimateText(routes: readonly Route[], options: PictureOptions): string {
  const model = findModel(options.model);
  const route = routes.find((candidate) => !obstacle(candidate, { ...options, references: [] }));
  if (!model || !route) return '';
  if (route.preset.id === 'placeholder') return vscode.l10n.t('free');
  const usd = estimateUsd(route, model, options.size);
  return usd === undefined ? vscode.l10n.t('price unknown') : vscode.l10n.t('about {0}', formatUsd(usd));
}
