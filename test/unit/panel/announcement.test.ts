import assert from 'node:assert/strict';
import { announcement } from '../../../src/webview/announcement';
import type { JobView, PictureView } from '../../../src/shared/protocol';

const job = (id: string, status: string): JobView => ({ id, prompt: 'a fox', status, elapsed: '', cancelling: false });
const picture = (id: string): PictureView => ({
  id,
  src: '',
  path: `assets/${id}.png`,
  prompt: 'a fox',
  details: 'Studio, $0.067',
  placeholder: false,
  saved: true,
});

describe('announcement', () => {
  it('says nothing of what the panel opens with', () => {
    assert.equal(announcement(undefined, { jobs: [job('1', 'Asking…')], pictures: [picture('old')] }), '');
  });

  it('says nothing when nothing changed', () => {
    const state = { jobs: [job('1', 'Asking…')], pictures: [picture('old')] };
    assert.equal(announcement(state, structuredClone(state)), '');
  });

  it('says the step of a new job and of a job that moved on, but not of one that did not', () => {
    const before = { jobs: [job('1', 'Asking A…'), job('2', 'Asking B…')], pictures: [] };
    const after = { jobs: [job('1', 'Asking C…'), job('2', 'Asking B…'), job('3', 'Starting…')], pictures: [] };
    assert.equal(announcement(before, after), 'Asking C…\nStarting…');
  });

  it('says where a picture that arrived is, before anything else', () => {
    const before = { jobs: [job('1', 'Asking A…'), job('2', 'Asking…')], pictures: [picture('old')] };
    const after = { jobs: [job('2', 'Saving…')], pictures: [picture('new'), picture('old')] };
    assert.equal(announcement(before, after), 'assets/new.png, Studio, $0.067');
  });

  it('says nothing when a job or a picture goes', () => {
    const before = { jobs: [job('1', 'Asking…')], pictures: [picture('old')] };
    assert.equal(announcement(before, { jobs: [], pictures: [] }), '');
  });
});
