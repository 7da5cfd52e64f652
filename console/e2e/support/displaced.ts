import { expect } from '@playwright/test'

import type { Office } from './office'

/** Two booked on a day that is a holiday since. */
export async function displaced(office: Office): Promise<void> {
  const day = new Date(Date.now() + 7 * 3_600_000 + 10 * 86_400_000)
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1)
  const holiday = day.toISOString().slice(0, 10)
  const officer = await office.api('officer')
  for (const hour of ['08:00', '08:30']) {
    const booked = await officer.send('POST', '/appointments', {
      requester: { name: 'Trần Thị Bình', email: `${crypto.randomUUID()}@thu.example.vn` },
      document_type: 'bang-tot-nghiep',
      slot: `${holiday}T${hour}:00+07:00`,
    })
    expect(booked.status, JSON.stringify(booked.body)).toBe(201)
  }
  const admin = await office.api('admin')
  const { version, own } = (await admin.get('/agency/calendar')).body as { version: number; own: object }
  const exceptions = [{ day: holiday, reason: 'Nghỉ bù ngày lễ', shifts: [], capacity: 0 }]
  await admin.send('PUT', '/agency/calendar', { ...own, version, exceptions })
}
