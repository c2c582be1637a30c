-- What the team ran by hand, before the history knew these keys.
ALTER TABLE properties ADD CONSTRAINT properties_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies (id);
ALTER TABLE properties ADD CONSTRAINT properties_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES agents (id);
ALTER TABLE properties ADD CONSTRAINT properties_location_id_fkey FOREIGN KEY (location_id) REFERENCES locations (id);
ALTER TABLE properties ADD CONSTRAINT properties_project_id_fkey FOREIGN KEY (project_id) REFERENCES projects (id);
ALTER TABLE media ADD CONSTRAINT media_property_id_fkey FOREIGN KEY (property_id) REFERENCES properties (id);
ALTER TABLE payment_plans ADD CONSTRAINT payment_plans_property_id_fkey FOREIGN KEY (property_id) REFERENCES properties (id);
ALTER TABLE documents ADD CONSTRAINT documents_property_id_fkey FOREIGN KEY (property_id) REFERENCES properties (id);
ALTER TABLE locations ADD CONSTRAINT locations_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES locations (id);
