import type { ConformanceCase } from './cases';

type Served = ConformanceCase['downloads'][string]['bytes'];

const jpeg = `/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQ
YEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAABAAEDAREAAhEB
AxEB/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAVAQEBAAAAAAAAAAAAAAAAAAAEBv/EABQRAQAAAAAAAAAAAAAAAAAA
AAD/2gAMAwEAAhEDEQA/ADAFW//Z`;

/** What the format's names for served bytes stand for. */
export const servedBytes: Readonly<Record<Served, Uint8Array>> = {
  png1x1: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mM4Y2wMAAMBATP6P6i/AAAAAElFTkSuQmCC',
    'base64',
  ),
  jpeg1x1: Buffer.from(jpeg, 'base64'),
  webp1x1: Buffer.from('UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQmTJ3pv+BiOh/AAA=', 'base64'),
  html: Buffer.from('<!doctype html><title>Not a picture</title><p>Not a picture</p>'),
};
