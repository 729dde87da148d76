/**
 * The guarded request of the article "API with NestJS", in its shape: Express, cookie-parser, passport-jwt with a secret
 * that is a string, and one TypeORM query for the user. Without NestJS around it, which only makes it faster.
 */
import cookieParser from 'cookie-parser';
import express from 'express';
import jsonwebtoken from 'jsonwebtoken';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import { DataSource, EntitySchema } from 'typeorm';

const secret = 'a-secret-as-long-as-the-one-of-the-article';
const User = new EntitySchema({
  name: 'article_user',
  columns: {
    id: { type: Number, primary: true, generated: true },
    email: { type: String, unique: true },
    name: { type: String },
    password: { type: String },
    twoFactorAuthenticationSecret: { type: String, nullable: true },
    isTwoFactorAuthenticationEnabled: { type: Boolean, default: false },
  },
});
const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [User],
  synchronize: true,
});
await dataSource.initialize();
const users = dataSource.getRepository(User);
await users.upsert(
  {
    id: 1,
    email: 'alice@example.com',
    name: 'Alice',
    password: 'hash',
    isTwoFactorAuthenticationEnabled: true,
  },
  ['id'],
);

passport.use(
  'jwt-two-factor',
  new Strategy(
    { jwtFromRequest: (request) => request?.cookies?.Authentication, secretOrKey: secret },
    (payload, done) =>
      users
        .findOneBy({ id: payload.userId })
        .then(
          (user) =>
            done(
              null,
              (!user.isTwoFactorAuthenticationEnabled || payload.isSecondFactorAuthenticated) && user,
            ),
          done,
        ),
  ),
);
const app = express();
app.use(cookieParser());
app.get(
  '/authentication',
  passport.authenticate('jwt-two-factor', { session: false }),
  (request, response) => {
    const { password, twoFactorAuthenticationSecret, ...user } = request.user;
    response.json(user);
  },
);
app.listen(Number(process.env.PORT), '127.0.0.1', () => {
  const token = jsonwebtoken.sign({ userId: 1, isSecondFactorAuthenticated: true }, secret, {
    expiresIn: '1d',
  });
  process.send({ cookie: `Authentication=${token}` });
});

// The parent has gone.
process.on('disconnect', () => process.exit());
