import assert from 'node:assert/strict';
import { arrivals, jobSteps } from '../../../src/webview/announcement';
import type { JobView } from '../../../src/panel/jobs';
import type { PictureView } from '../../../src/panel/pictures';

const job = (id: string, status: string): JobView => ({
  id,
  prompt: 'a fox',
  status,
  tried: [],
  elapsed: '',
  cancelling: false,
  failed: false,
});
const idle = 'Nothing is running.';
const picture = (id: string): PictureView => ({
  ...{ id, path: `assets/${id}.png`, prompt: 'a fox', details: 'Studio, $0.067' },
  ...{ saved: true, gone: false, day: '2026-11-28', cost: '', favourite: false },
});

describe('what a screen reader hears', () => {
  it('is nothing of the jobs that the panel opens with', () => {
    assert.equal(jobSteps(undefined, [job('1', 'Asking…')], idle), undefined);
  });

  it('is nothing when nothing changed', () => {
    const jobs = [job('1', 'Asking…')];
    assert.equal(jobSteps(jobs, structuredClone(jobs), idle), undefined);
    assert.equal(arrivals([]), '');
  });

  it('is the step of a new job and of one that moved on, but not of one that did not', () => {
    const before = [job('1', 'Asking A…'), job('2', 'Asking B…')];
    const after = [job('1', 'Asking C…'), job('2', 'Asking B…'), job('3', 'Starting…')];
    assert.equal(jobSteps(before, after, idle), 'Asking C…\nStarting…');
  });

  it('is where pictures that arrived are', () => {
    const text = 'assets/new.png, Studio, $0.067\nassets/newer.png, Studio, $0.067';
    assert.equal(arrivals([picture('new'), picture('newer')]), text);
  });

  it('says which of several it is', () => {
    const parts = [{ ...job('1', 'Asking A…'), part: '1 of 3' }, job('2', 'Asking B…')];
    assert.equal(jobSteps([], parts, idle), '1 of 3: Asking A…\nAsking B…');
  });

  it('is nothing when one of several jobs goes, and the end of the last', () => {
    const jobs = [job('1', 'Asking…'), job('2', 'Asking…')];
    assert.equal(jobSteps(jobs, jobs.slice(1), idle), undefined);
    assert.equal(jobSteps(jobs, [], idle), idle);
    assert.equal(jobSteps([], [], idle), undefined);
  });
});
