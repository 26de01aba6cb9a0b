import * as vscode from 'vscode';
import { findModel } from '../../core/models';
import { estimateUsd, formatUsd } from '../../core/price';
import { obstacle } from '../../core/route';
import type { Services } from '../../core/services';
import type { PictureOptions } from '../../shared/protocol';

/** The price of a picture on the first route that can make it; '' where there is none. */
export function estimateText({ routes, catalogue }: Services, options: PictureOptions): string {
  const model = findModel(options.model, catalogue);
  const route = routes.find((candidate) => !obstacle(candidate, { ...options, references: [] }, { catalogue }));
  if (!model || !route) return '';
  if (route.preset.id === 'placeholder') return vscode.l10n.t('free');
  const usd = estimateUsd(route, model, options.size);
  return usd === undefined ? vscode.l10n.t('price unknown') : vscode.l10n.t('about {0}', formatUsd(usd));
}
