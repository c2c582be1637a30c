-- A few listings, enough to see whether a revision keeps what is stored.
INSERT INTO locations (id, name, slug, level, parent_id) VALUES
  (1, 'Saudi Arabia', 'saudi-arabia', 0, NULL),
  (2, 'Riyadh', 'riyadh', 1, 1),
  (3, 'Al Olaya', 'al-olaya', 2, 2);
INSERT INTO agencies (id, name, licence) VALUES (1, 'Najd Homes', 'FAL-1200012345');
INSERT INTO agents (id, name, phone_numbers) VALUES (1, 'Huda', '{"mobile": "+966500000001"}');
INSERT INTO properties (id, title, price, amenities, agency_id, agent_id, location_id) VALUES
  (87001, 'Flat in Al Olaya', 65000, '{"rooms": 3}', 1, 1, 3),
  (87002, 'Villa in Riyadh', 210000.50, NULL, 1, NULL, 2);
INSERT INTO media (id, property_id, url) VALUES (1, 87001, 'https://example.org/87001/1.jpg');
