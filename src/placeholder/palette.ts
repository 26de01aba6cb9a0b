/** The colours of one picture. Text in `ink` is readable on `sky` and `sun` and any mix of them; a test holds that. */
export interface Palette {
  readonly sky: readonly [top: string, bottom: string];
  readonly sun: string;
  /** The land, from far to near. */
  readonly land: readonly [string, string, string, string];
  readonly ink: string;
}

/** The prompt of a picture decides which row it gets. The last three are nights, with light ink. */
export const palettes: readonly [Palette, ...Palette[]] = [
  { sky: ['#fdf3e7', '#fbd5c0'], sun: '#fab183', land: ['#e8a08f', '#c9788a', '#8f5a80', '#4d3a66'], ink: '#3b2233' },
  { sky: ['#eef7f2', '#c9e6de'], sun: '#fbe3a2', land: ['#9ccfc4', '#62aca6', '#35808a', '#1f5468'], ink: '#12343f' },
  { sky: ['#f4f0fb', '#dcd3f2'], sun: '#ffd9c7', land: ['#bdb0e3', '#9485cc', '#6a5dab', '#443a7c'], ink: '#2a2352' },
  { sky: ['#f7f5e9', '#e2e6c9'], sun: '#f6c873', land: ['#bccb97', '#8fac78', '#5f8763', '#37604f'], ink: '#22382f' },
  { sky: ['#eef6fd', '#cbe2f7'], sun: '#fff0c4', land: ['#a3c8ea', '#6fa3d6', '#4278b5', '#274f87'], ink: '#14305a' },
  { sky: ['#fdf1f3', '#f8d3da'], sun: '#ffdfb8', land: ['#efabb8', '#d97f97', '#aa557a', '#6b3760'], ink: '#43203f' },
  { sky: ['#fbf4ea', '#f1dcc0'], sun: '#f3ae68', land: ['#e3b78a', '#cf8d63', '#a5624c', '#6d4040'], ink: '#43272a' },
  { sky: ['#f5f5f3', '#e0e2e3'], sun: '#f4a996', land: ['#c2c9ce', '#97a3ad', '#667684', '#3b4956'], ink: '#22303b' },
  { sky: ['#fffbe8', '#fcecb6'], sun: '#f9bf63', land: ['#c3d39a', '#83b391', '#4a8a85', '#285a68'], ink: '#1f3f49' },
  { sky: ['#161a36', '#343a6e'], sun: '#585d97', land: ['#484d88', '#343869', '#23264d', '#14162f'], ink: '#f4f1ff' },
  { sky: ['#0d2830', '#1f4f57'], sun: '#386f6e', land: ['#2f6a6c', '#22525a', '#163c46', '#0c262f'], ink: '#f0f7f2' },
  { sky: ['#2b1a3d', '#5b3560'], sun: '#8d5266', land: ['#704068', '#553155', '#3a2344', '#23162f'], ink: '#fbeef2' },
];
