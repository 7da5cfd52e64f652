import type { Text } from '../vi'

export const images: Text['images'] = {
  choose: 'Choose a .png or a photo',
  chooseHelp:
    'Sign (or stamp) on white paper, photograph it from straight above and choose the photo; its background is taken off here. A .png that is transparent already is kept as it is.',
  opening: 'Taking the background off…',
  remove: 'Take the background off and colour the ink',
  sensitivity: 'Sensitivity to faint strokes',
  none: 'No ink was found. Photograph it closer, on white paper, or raise the sensitivity.',
  unreadable: 'The browser cannot read this file as an image. Choose a .png or .jpg.',
  made: 'The image without its background',
  save: 'Save',
  saved: 'The image is saved.',
  making: 'Working on the image…',
  notChosen: 'Choose an image before saving.',
}
