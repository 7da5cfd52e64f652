/** The few icons that are used, drawn here: a set of thousands would weigh more than the page. */
const PATHS = {
  alert:
    'M12 8v5m0 3.2v.1M10.3 3.9 2.4 17.6A2 2 0 0 0 4.1 20.6h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0z',
  check: 'M4.5 12.5l5 5 10-11',
  clock: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  close: 'M6 6l12 12M18 6L6 18',
  copy: 'M8 8h11v12H8zM5 16H4V4h11v1',
  download: 'M12 4v11m-4-4 4 4 4-4M5 20h14',
  pen: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5',
  seal: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7l1.5 3.2 3.5.4-2.6 2.4.7 3.5L12 14.8l-3.1 1.7.7-3.5L7 10.6l3.5-.4z',
  send: 'M4 12l16-8-5 16-3-7z',
  undo: 'M9 14l-5-5 5-5M4 9h9a6 6 0 0 1 0 12h-2',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20a8 8 0 0 1 16 0',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  book: 'M5 4h13v16H6a1 1 0 0 1-1-1zM5 17h13M9 4v13',
  minus: 'M5 12h14',
  plus: 'M12 5v14M5 12h14',
  upload: 'M12 16V5m-4 4 4-4 4 4M5 20h14',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  rotate: 'M20 11a8 8 0 1 0-2.3 6.3M20 5v6h-6',
}

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
