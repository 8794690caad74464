// A connection that is kept alive, over which ready requests go one after the other at the least cost.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { monotonic } from '../monotonic.ts'
import { type Message, MessageReader } from './message-reader.ts'

/** What came back for a request. */
export interface Answer {
  readonly status: number
  readonly bytes: number
  /** Empty, unless asked for. */
  readonly body: Buffer
  /** From the first byte written to the last one read. */
  readonly milliseconds: number
}

interface Waiting {
  readonly begun: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** A connection to a port of loopback. */
export class Connection implements Disposable {
  readonly #socket: Socket
  readonly #reader: MessageReader
  #waiting: Waiting | undefined

  static async open(port: number): Promise<Connection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    return new Connection(socket)
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#reader = new MessageReader(false, (message) => this.#answered(message))
    socket.on('data', (data: Buffer) => this.#reader.push(data))
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', () => this.#failed(new Error('the server closed the connection')))
  }

  /** Sends one request; the one before it has to be answered. */
  request(bytes: Buffer, keepsBody = false): Promise<Answer> {
    this.#reader.keepsBodies = keepsBody
    return new Promise((resolve, reject) => {
      this.#waiting = { begun: monotonic(), resolve, reject }
      if (this.#socket.destroyed) this.#failed(new Error('the connection is closed'))
      else this.#socket.write(bytes)
    })
  }

  [Symbol.dispose](): void {
    this.#socket.destroy()
  }

  #answered({ startLine, bytes, body }: Message): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    waiting?.resolve({ status: Number(startLine.slice(9, 12)), bytes, body, milliseconds: monotonic() - waiting.begun })
  }

  #failed(error: Error): void {
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }
}
